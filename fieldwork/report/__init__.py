"""Reports: findings make one document model, and each format renders that. Pure, but for whoever writes the file."""
