/*
 * Azurite loads `applicationinsights` even when its telemetry is turned off, as it is here. That package and what it needs have
 * 350 MB, and loading them takes two thirds of the time in which Azurite starts.
 */
module.exports = {};
