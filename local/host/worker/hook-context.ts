/** Makes a hook's context: as in the real worker, the fixed members are read-only and the open ones are writable. */
export function readOnly<Fixed extends object, Open extends object>(fixed: Fixed, open?: Open): Fixed & Open {
  const context = { ...open } as Fixed & Open;
  for (const [name, value] of Object.entries(fixed)) {
    Object.defineProperty(context, name, {
      enumerable: true,
      get: () => value,
      set: () => {
        throw new TypeError(`Cannot assign to read only property '${name}'`);
      },
    });
  }
  return context;
}
