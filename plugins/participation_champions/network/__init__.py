"""Champions: who stands for which service where, what they offer and ask, questions, handing over."""
