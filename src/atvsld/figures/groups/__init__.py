"""Special groups of workers: who they are, who may see exact figures of them, and what everybody else sees instead."""
