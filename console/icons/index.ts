import { area, lines } from './draw.ts';
import { shapes } from './shapes.ts';

/*
 * The icons by the names of the package that this one stands in for: first those that Fluent's components import, then those that
 * only the console imports. When the build does not find a name, the icon is to be added here.
 */

export { bundleIcon, type Icon as FluentIcon, iconFilledClassName, iconRegularClassName } from './draw.ts';

export const ArrowDownRegular = /* @__PURE__ */ lines(shapes.arrowDown);
export const ArrowUpRegular = /* @__PURE__ */ lines(shapes.arrowUp);
export const Checkmark12Filled = /* @__PURE__ */ lines(shapes.check, 12);
export const Checkmark16Filled = /* @__PURE__ */ lines(shapes.check, 16);
export const CheckmarkCircle12Filled = /* @__PURE__ */ area(shapes.checkCircle, 12);
export const CheckmarkCircleFilled = /* @__PURE__ */ area(shapes.checkCircle);
export const CheckmarkFilled = /* @__PURE__ */ lines(shapes.check);
export const ChevronDown16Regular = /* @__PURE__ */ lines(shapes.chevronDown, 16);
export const ChevronDown20Regular = /* @__PURE__ */ lines(shapes.chevronDown, 20);
export const ChevronDownRegular = /* @__PURE__ */ lines(shapes.chevronDown);
export const ChevronLeftFilled = /* @__PURE__ */ lines(shapes.chevronLeft);
export const ChevronLeftRegular = /* @__PURE__ */ lines(shapes.chevronLeft);
export const ChevronRight12Regular = /* @__PURE__ */ lines(shapes.chevronRight, 12);
export const ChevronRightFilled = /* @__PURE__ */ lines(shapes.chevronRight);
export const ChevronRightRegular = /* @__PURE__ */ lines(shapes.chevronRight);
export const ChevronUp16Regular = /* @__PURE__ */ lines(shapes.chevronUp, 16);
export const CircleFilled = /* @__PURE__ */ area(shapes.circle);
export const DiamondDismiss12Filled = /* @__PURE__ */ area(shapes.crossDiamond, 12);
export const DiamondDismissFilled = /* @__PURE__ */ area(shapes.crossDiamond);
export const Dismiss12Regular = /* @__PURE__ */ lines(shapes.cross, 12);
export const Dismiss20Regular = /* @__PURE__ */ lines(shapes.cross, 20);
export const DismissCircleFilled = /* @__PURE__ */ area(shapes.crossCircle);
export const DismissFilled = /* @__PURE__ */ lines(shapes.cross);
export const DismissRegular = /* @__PURE__ */ lines(shapes.cross);
export const Info12Filled = /* @__PURE__ */ area(shapes.info, 12);
export const Info12Regular = /* @__PURE__ */ lines(shapes.infoLine, 12);
export const Info16Filled = /* @__PURE__ */ area(shapes.info, 16);
export const Info16Regular = /* @__PURE__ */ lines(shapes.infoLine, 16);
export const Info20Filled = /* @__PURE__ */ area(shapes.info, 20);
export const Info20Regular = /* @__PURE__ */ lines(shapes.infoLine, 20);
export const InfoFilled = /* @__PURE__ */ area(shapes.info);
export const Lightbulb16Regular = /* @__PURE__ */ lines(shapes.lightbulb, 16);
export const MoreHorizontalFilled = /* @__PURE__ */ area(shapes.more);
export const MoreHorizontalRegular = /* @__PURE__ */ area(shapes.more);
export const Navigation20Filled = /* @__PURE__ */ lines(shapes.navigation, 20);
export const PauseCircleRegular = /* @__PURE__ */ area(shapes.pauseCircle);
export const PersonRegular = /* @__PURE__ */ lines(shapes.person);
export const Pin20Regular = /* @__PURE__ */ lines(shapes.pin, 20);
export const PlayCircleRegular = /* @__PURE__ */ area(shapes.playCircle);
export const ProhibitedFilled = /* @__PURE__ */ lines(shapes.prohibited);
export const SearchRegular = /* @__PURE__ */ lines(shapes.search);
export const Square12Filled = /* @__PURE__ */ area(shapes.square, 12);
export const Square16Filled = /* @__PURE__ */ area(shapes.square, 16);
export const StarFilled = /* @__PURE__ */ area(shapes.star);
export const StarRegular = /* @__PURE__ */ lines(shapes.star);
export const Warning12Filled = /* @__PURE__ */ area(shapes.warning, 12);
export const WarningFilled = /* @__PURE__ */ area(shapes.warning);

/** Of a person's presence, which the console shows nowhere, all sizes look alike. */
const presenceAvailable = /* @__PURE__ */ area(shapes.checkCircle);
const presenceAway = /* @__PURE__ */ area(shapes.clock);
const presenceBlocked = /* @__PURE__ */ lines(shapes.prohibited);
const presenceBusy = /* @__PURE__ */ area(shapes.circle);
const presenceDnd = /* @__PURE__ */ area(shapes.pauseCircle);
const presenceOffline = /* @__PURE__ */ area(shapes.crossCircle);
const presenceOof = /* @__PURE__ */ lines(shapes.chevronLeft);
const presenceUnknown = /* @__PURE__ */ lines(shapes.question);

export {
  presenceAvailable as PresenceAvailable10Regular,
  presenceAvailable as PresenceAvailable12Regular,
  presenceAvailable as PresenceAvailable16Regular,
  presenceAvailable as PresenceAvailable20Regular,
  presenceAvailable as PresenceAvailable10Filled,
  presenceAvailable as PresenceAvailable12Filled,
  presenceAvailable as PresenceAvailable16Filled,
  presenceAvailable as PresenceAvailable20Filled,
  presenceAway as PresenceAway10Regular,
  presenceAway as PresenceAway12Regular,
  presenceAway as PresenceAway16Regular,
  presenceAway as PresenceAway20Regular,
  presenceAway as PresenceAway10Filled,
  presenceAway as PresenceAway12Filled,
  presenceAway as PresenceAway16Filled,
  presenceAway as PresenceAway20Filled,
  presenceBlocked as PresenceBlocked10Regular,
  presenceBlocked as PresenceBlocked12Regular,
  presenceBlocked as PresenceBlocked16Regular,
  presenceBlocked as PresenceBlocked20Regular,
  presenceBusy as PresenceBusy10Filled,
  presenceBusy as PresenceBusy12Filled,
  presenceBusy as PresenceBusy16Filled,
  presenceBusy as PresenceBusy20Filled,
  presenceDnd as PresenceDnd10Regular,
  presenceDnd as PresenceDnd12Regular,
  presenceDnd as PresenceDnd16Regular,
  presenceDnd as PresenceDnd20Regular,
  presenceDnd as PresenceDnd10Filled,
  presenceDnd as PresenceDnd12Filled,
  presenceDnd as PresenceDnd16Filled,
  presenceDnd as PresenceDnd20Filled,
  presenceOffline as PresenceOffline10Regular,
  presenceOffline as PresenceOffline12Regular,
  presenceOffline as PresenceOffline16Regular,
  presenceOffline as PresenceOffline20Regular,
  presenceOof as PresenceOof10Regular,
  presenceOof as PresenceOof12Regular,
  presenceOof as PresenceOof16Regular,
  presenceOof as PresenceOof20Regular,
  presenceUnknown as PresenceUnknown10Regular,
  presenceUnknown as PresenceUnknown12Regular,
  presenceUnknown as PresenceUnknown16Regular,
  presenceUnknown as PresenceUnknown20Regular,
};

export const AddRegular = /* @__PURE__ */ lines(shapes.plus);
export const AlertRegular = /* @__PURE__ */ lines(shapes.bell);
export const ArchiveRegular = /* @__PURE__ */ lines(shapes.box);
export const ArrowClockwiseRegular = /* @__PURE__ */ lines(shapes.arrowClockwise);
export const ArrowDownloadRegular = /* @__PURE__ */ lines(shapes.download);
export const ClockRegular = /* @__PURE__ */ lines(shapes.clock);
export const CopyRegular = /* @__PURE__ */ lines(shapes.copy);
export const DeleteRegular = /* @__PURE__ */ lines(shapes.trash);
export const EditRegular = /* @__PURE__ */ lines(shapes.pencil);
export const FilterRegular = /* @__PURE__ */ lines(shapes.filter);
export const FlashRegular = /* @__PURE__ */ lines(shapes.flash);
export const GaugeRegular = /* @__PURE__ */ lines(shapes.gauge);
export const GlobeRegular = /* @__PURE__ */ lines(shapes.globe);
export const KeyRegular = /* @__PURE__ */ lines(shapes.key);
export const LinkRegular = /* @__PURE__ */ lines(shapes.link);
export const NavigationRegular = /* @__PURE__ */ lines(shapes.navigation);
export const NextRegular = /* @__PURE__ */ lines(shapes.skip);
export const OpenRegular = /* @__PURE__ */ lines(shapes.open);
export const PauseRegular = /* @__PURE__ */ area(shapes.pause);
export const PlayRegular = /* @__PURE__ */ area(shapes.play);
export const PulseRegular = /* @__PURE__ */ lines(shapes.pulse);
export const QuestionCircleRegular = /* @__PURE__ */ lines(shapes.question);
export const SendRegular = /* @__PURE__ */ lines(shapes.send);
export const SignOutRegular = /* @__PURE__ */ lines(shapes.signOut);
export const WeatherMoonRegular = /* @__PURE__ */ lines(shapes.moon);
export const WeatherSunnyRegular = /* @__PURE__ */ lines(shapes.sun);
export const InfoRegular = /* @__PURE__ */ lines(shapes.infoLine);
