print('package main', __name__, __package__)
