// Where a figure comes from, shown in one dialog for all of the site.

/** Where something was stated, as every page asks for it: fragment `Origin`. */
export interface Origin {
  source: { id: string; title: string; publisher: string; licence: string; url: string };
  record: { locator: string };
  retrievedOn?: string | null;
  verification: string;
}

class Shown {
  /** What the dialog is about; null while it is closed. */
  figure = $state<{ what: string; origin: Origin } | null>(null);

  /** Shows where a figure comes from. */
  open(what: string, origin: Origin): void {
    this.figure = { what, origin };
  }

  close(): void {
    this.figure = null;
  }
}

export const shownSource = new Shown();
