import {
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  type MenuProps,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { GlobeRegular, WeatherMoonRegular } from '@fluentui/react-icons';
import type { Language } from '../../shared/contract/languages.ts';
import { changeQuery } from '../parts/address.ts';
import { chooseLanguage } from '../parts/language.ts';
import { useSpeech } from '../parts/speech.tsx';
import { useStore } from '../parts/store.ts';
import { isKnown, languageNames } from '../texts/load-language.ts';
import { themeChoice, themeChoices } from './theme.ts';

const LANGUAGES = Object.keys(languageNames).filter(isKnown);

/** Chooses the language of the page. */
export function LanguageMenu() {
  const speech = useSpeech();
  const choose = (language: Language) => {
    chooseLanguage(language);
    changeQuery({ lang: undefined }, { replace: true });
  };
  const onChange: MenuProps['onCheckedValueChange'] = (_, { checkedItems: [chosen] }) => {
    if (chosen !== undefined && isKnown(chosen)) choose(chosen);
  };
  return (
    <Menu checkedValues={{ language: [speech.language] }} onCheckedValueChange={onChange}>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={speech.text('language.label')} relationship="label">
          <MenuButton appearance="subtle" icon={<GlobeRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {LANGUAGES.map((language) => (
            <MenuItemRadio key={language} name="language" value={language} lang={language}>
              {languageNames[language]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Chooses the theme. */
export function ThemeMenu() {
  const speech = useSpeech();
  const chosen = useStore(themeChoice);
  const onChange: MenuProps['onCheckedValueChange'] = (_, { checkedItems: [word] }) => {
    const choice = themeChoices.find((one) => one === word);
    if (choice) themeChoice.set(choice);
  };
  return (
    <Menu checkedValues={{ theme: [chosen] }} onCheckedValueChange={onChange}>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={speech.text('theme.label')} relationship="label">
          <MenuButton appearance="subtle" icon={<WeatherMoonRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {themeChoices.map((choice) => (
            <MenuItemRadio key={choice} name="theme" value={choice}>
              {speech.text(`theme.${choice}`)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
