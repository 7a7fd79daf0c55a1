import type { FunctionComponent, ReactNode } from 'react';

/** None of our icons is mirrored in languages that are written from right to left, so there is nothing to provide. */
export const IconDirectionContextProvider: FunctionComponent<{ children?: ReactNode }> = ({ children }) => children;
