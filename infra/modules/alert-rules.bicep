metadata description = 'The alerts: each is a query whose rows are the trouble. docs/operations.md says what to do about each.'

@export()
@description('An alert.')
type alertRule = {
  @description('Title for people.')
  title: string
  @description('From 0, critical, to 3, informational.')
  severity: 0 | 1 | 2 | 3
  @description('How often the query runs.')
  every: string
  @description('The time that it looks at.')
  window: string
  @description('The query. The alert fires when it has a row.')
  query: string
}

@export()
@description('The alerts by name.')
func alertRulesOf(silenceHours int) { *: alertRule } => {
  'dead-letters': {
    title: 'Events or deliveries were given up'
    severity: 2
    every: 'PT5M'
    window: 'PT15M'
    query: loadTextContent('../queries/alerts/dead-letters.kql')
  }
  subscriptions: {
    title: 'Subscriptions are failing or disabled'
    severity: 2
    every: 'PT5M'
    window: 'PT15M'
    query: loadTextContent('../queries/alerts/subscriptions.kql')
  }
  'overdue-work': {
    title: 'Work is overdue'
    severity: 2
    every: 'PT5M'
    window: 'PT15M'
    query: loadTextContent('../queries/alerts/overdue-work.kql')
  }
  'not-running': {
    title: 'The app is not running'
    severity: 0
    every: 'PT5M'
    window: 'PT15M'
    query: loadTextContent('../queries/alerts/not-running.kql')
  }
  unhealthy: {
    title: 'A dependency is down'
    severity: 1
    every: 'PT5M'
    window: 'PT15M'
    query: loadTextContent('../queries/alerts/unhealthy.kql')
  }
  'poison-messages': {
    title: 'Poison messages are not collected'
    severity: 2
    every: 'PT5M'
    window: 'PT15M'
    query: loadTextContent('../queries/alerts/poison-messages.kql')
  }
  'key-trouble': {
    title: 'SECRETS_KEY does not open what is stored'
    severity: 0
    every: 'PT5M'
    window: 'PT15M'
    query: loadTextContent('../queries/alerts/key-trouble.kql')
  }
  'webhook-failures': {
    title: 'Many webhooks fail'
    severity: 2
    every: 'PT15M'
    window: 'PT1H'
    query: loadTextContent('../queries/alerts/webhook-failures.kql')
  }
  'function-failures': {
    title: 'A function fails often'
    severity: 1
    every: 'PT5M'
    window: 'PT15M'
    query: loadTextContent('../queries/alerts/function-failures.kql')
  }
  silence: {
    title: 'No event for hours'
    severity: 2
    every: 'PT1H'
    window: 'P2D'
    query: replace(loadTextContent('../queries/alerts/silence.kql'), '26h', '${silenceHours}h')
  }
}
