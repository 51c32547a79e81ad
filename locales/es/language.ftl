# What this language calls itself, in lists of languages.
language-name = Español
