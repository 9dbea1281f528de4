"""What words mean in the names of columns, whole words and the parts of compounds, in Swedish and English."""
