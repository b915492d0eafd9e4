"""Establishments (cơ sở sản xuất, kinh doanh), their head-counts, and industrial zones."""
