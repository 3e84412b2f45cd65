thing = "thing from " + __name__
