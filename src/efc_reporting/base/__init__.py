"""What every room stands on: words, files, processes, tables of TOML."""
