"""`python -m argusai …` is `argusai …`."""

from argusai.cli import main

main()
