/* The view Export destinations. */
export const exportDestinations = {
  'export.discover': 'Discover',
  'export.mine': 'My export destinations',
  'export.mine-count': 'My export destinations ({count})',
  'export.power-automate':
    'Start flows when data is refreshed, or when a segment or business measure crosses a threshold.',
  'export.logic-apps': 'The same triggers for logic apps: by a custom connector, or by plain HTTP.',
  'export.webhook-name': 'Any webhook',
  'export.webhook': 'Signed notifications by HTTP POST to a receiver of your own, as Standard Webhooks describes.',
  'export.flows': { one: '{count} flow', other: '{count} flows' },
  'export.receivers': { one: '{count} receiver', other: '{count} receivers' },
  'export.set-up': 'Set up',
  'export.set-up-for': 'Set up: {name}',

  'export.only-here':
    'This page is on your own machine, which Power Automate and Azure cannot reach. Open the console of the deployed app to download packages for it.',
  'export.download-connector': 'Download the connector',
  'export.download-flows': 'Download the sample flows',
  'export.download-definition': 'Download the definition',
  'export.downloaded': '{file} was downloaded.',
  'export.for-host': 'For the host {host}, which is filled in already.',
  'export.host': 'Host',
  'export.command': 'Command',
  'export.request': 'Request',

  'export.step-connector': 'The connector',
  'export.step-import': 'Import',
  'export.step-import-how':
    'In Power Automate: Solutions, Import solution, and choose the file. Or by the command line of Power Platform:',
  'export.step-import-share': 'Then share the connector with those who make flows: without this, nobody else sees it.',
  'export.step-connection': 'Connection',
  'export.step-connection-how':
    'Make a connection to Insight Triggers. It asks for the host and for a key. Your operator has the key; this page never shows it.',
  'export.step-flow': 'The first flow',
  'export.step-flow-how': 'Sign in to Power Automate, and create a flow that starts with one of the triggers.',
  'export.step-samples': 'Sample flows',
  'export.step-samples-how':
    'Two flows to start from: one posts a failed data source to Teams, the other one mails the crossing of a segment to its owners. Import them in the same way, after the connector.',

  'export.step-definition': 'Custom connector',
  'export.step-definition-how':
    'In Azure, make a Logic Apps custom connector in the region of your logic app, and import this definition into it.',
  'export.step-logic-app': 'The logic app',
  'export.step-logic-app-how':
    'Choose one of the triggers of the connector. The first time, a connection is made: it asks for the key, which your operator has.',
  'export.step-http': 'Without a connector',
  'export.step-http-how':
    'The trigger HTTP Webhook does it too. It subscribes with the first of these requests, and unsubscribes with the second. Both need the header x-functions-key.',

  'export.step-subscribe': 'Subscribe',
  'export.step-subscribe-how': 'With a key of your operator in the variable KEY, and the address of your receiver:',
  'export.step-secret': 'Keep the secret',
  'export.step-secret-how':
    'The answer holds the signing secret, which is not shown again, and the header Location, by which a DELETE ends the subscription.',
  'export.step-verify': 'Check the signature',
  'export.step-verify-how':
    'Each notification has the headers webhook-id, webhook-timestamp and webhook-signature. Any library for Standard Webhooks checks them. Answer with 2xx.',
  'export.step-test': 'Send a test',
  'export.step-test-how': 'In the view of subscriptions, send a test, and see how your receiver has answered.',

  'export.label': 'Display name',
  'export.type': 'Type',
  'export.add': 'Add destination',
  'export.empty': 'Nothing is sent anywhere yet.',
} as const;
