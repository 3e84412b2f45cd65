from _helper import valuee
