/** An object whose given members cannot be replaced, as in the real worker, while further members stay writable. */
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
