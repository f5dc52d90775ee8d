print(__file__, __name__)
