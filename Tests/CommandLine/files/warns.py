import warnings
warnings.warn("warned")
warnings.warn("old", DeprecationWarning)
