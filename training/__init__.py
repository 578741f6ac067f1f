"""Trains the line reader whose weights ship in chalicelib/words/model. Never part of the product.

Lines are drawn from free fonts and public texts, spoilt as scanners, phones and faxes spoil them,
and a small network learns to read them. See README.md for the commands.
"""
