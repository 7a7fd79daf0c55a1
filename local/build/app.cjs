// The entry point of the deployed app. It is copied as it is, since a Node that is too old may not even parse the bundle.
const required = 22;
if (Number(process.versions.node.split('.')[0]) < required) {
  const message = `Insight Triggers needs Node ${required} or later; this is Node ${process.versions.node}.`;
  if (require.main === module) {
    console.error(message);
    process.exit(1);
  }
  const error = new Error(message);
  error.stack = `Error: ${message}`;
  throw error;
}
require('./stack-traces.cjs');
require('./bundle.cjs');
