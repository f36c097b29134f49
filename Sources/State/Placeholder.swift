/// Filled below.
