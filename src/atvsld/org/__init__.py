"""Who and where: places through time, agencies, establishments, users and their memberships."""
