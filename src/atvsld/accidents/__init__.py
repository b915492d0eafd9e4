"""Occupational accidents and their victims: Law 84/2015 Điều 34–36, NĐ 39/2016, TT 13/2020."""
