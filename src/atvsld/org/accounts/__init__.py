"""How people come to an account and back into it: codes on slips, requests, sign-in throttling."""
