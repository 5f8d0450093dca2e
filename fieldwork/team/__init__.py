"""Working together: merging files and naming what the team disagrees on."""
