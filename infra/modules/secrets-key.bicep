metadata description = 'Makes the text of a key from random GUIDs.'

@description('A character as a number from 0 to 15.')
func digit(text string, index int) int => indexOf('0123456789abcdef', substring(text, index, 1))

@description('One of the 64 characters of base64.')
func symbol(index int) string => substring('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', index, 1)

@description('The 30 random digits of a GUID of version 4: without its version (13th) and its variant (17th).')
func randomDigits(id string) string =>
  '${substring(id, 0, 8)}${substring(id, 9, 4)}${substring(id, 15, 3)}${substring(id, 20, 3)}${substring(id, 24, 12)}'

@description('''
Base64 of 32 bytes, all 256 bits of them random: 42 characters of six bits and one of four, each from two digits (eight bits, of
which two are left over) or one. Three GUIDs have 90 random digits, of which 85 are used.
''')
@export()
func keyFrom(digits string) string =>
  '${join(map(range(0, 42), i => symbol(4 * digit(digits, 2 * i) + digit(digits, 2 * i + 1) / 4)), '')}${symbol(4 * digit(digits, 84))}='

@description('The digits that a key is made from.')
@export()
func digitsOf(first string, second string, third string) string =>
  toLower('${randomDigits(first)}${randomDigits(second)}${randomDigits(third)}')
