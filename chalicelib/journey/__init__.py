"""The verbs of the journey: each loads, decides and commits, and holds no rule of its own.

`citizen` start, declare, send papers, submit; `officer` look, confirm, receive, decide, answer;
`reading` and `machine` are what the two state machines call; `printing` makes papers; `deliver`
brings effects out; `sweep` finishes what no event finished.
"""
