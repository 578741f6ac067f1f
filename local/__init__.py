"""The embedded cloud and the `motcua` command: everything a person types, nothing that is shipped to Lambda."""
