"""The embedded cloud and the `motcua` command: what a person types, nothing that Lambda gets."""
