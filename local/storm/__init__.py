"""The storm: the real verbs on a world in memory, under every fault, from a seed.

`memory` holds the ports, held against AWS's stand-ins by one contract suite.
"""
