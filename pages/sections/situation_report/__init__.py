"""The municipality's picture of crime by the act (2023:196), §§ 4–6: a module a chapter, which the screen and the files share."""
