import counts
