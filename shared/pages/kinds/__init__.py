"""What each sort of answer shows: one file a subject, one function a result type of a tool."""
