"""Một Cửa, "one door": the journey of a dossier (hồ sơ) through a one-stop shop.

A citizen's papers are taken in (`intake`), cut into pages (`pages`), read into words (`words`) and
understood as fields (`fields`); an officer looks at what needs eyes (`review`); the dossier
(`dossier`) is carried along its chain of agencies (`chain`) against a working-time clock
(`workdays`), handed to other agencies (`handoff`), answered with papers (`papers`) and counted.

    upload -> intake -> pages -> words -> fields -> review
                                                      |
          papers <- handoff <- chain + workdays <- dossier

Those modules are pure: they know nothing of AWS, clocks or chance. `journey` holds the verbs that
load, decide and commit; `ports` says what a verb may use; `aws` and `web` are the two edges.
"""
