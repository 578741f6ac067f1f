"""The one edge that talks to AWS: every port of `ports` on boto3, and nothing that decides.

Configuration is read here once. ClientError becomes one of ours here and goes no further.
"""
