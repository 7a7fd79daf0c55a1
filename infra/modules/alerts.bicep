metadata description = 'Alerts on what the app logs, a mail for each, and a workbook that shows the same over time.'

import { alertRulesOf } from 'alert-rules.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Name of the workspace with the logs.')
param workspaceName string

@description('Who gets a mail. Empty: nobody.')
param email string

@description('Hours without any event after which the silence alert fires. 0 turns it off.')
param silenceHours int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-insight-triggers'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'insighttrig'
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in items(alertRulesOf(silenceHours)): {
    name: 'insight-triggers-${rule.key}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Insight Triggers: ${rule.value.title}'
      description: 'What to do: docs/operations.md, alert ${rule.key}.'
      severity: rule.value.severity
      enabled: rule.key != 'silence' || silenceHours > 0
      scopes: [workspace.id]
      evaluationFrequency: rule.value.every
      windowSize: rule.value.window
      criteria: {
        allOf: [
          {
            query: rule.value.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // The tables come with the first telemetry, after the first deployment.
      skipQueryValidation: true
      actions: { actionGroups: empty(email) ? [] : [operators.id] }
    }
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'insight-triggers')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Insight Triggers'
    category: 'workbook'
    sourceId: workspace.id
    serializedData: string(union(loadJsonContent('../workbook.json'), { fallbackResourceIds: [workspace.id] }))
  }
}
