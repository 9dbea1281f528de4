"""What the browser gets before any screen: headers, the page's shell, Streamlit's files, open data."""
