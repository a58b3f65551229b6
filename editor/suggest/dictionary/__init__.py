"""Terms and the matching of misheard text against them, by sound and by spelling."""
