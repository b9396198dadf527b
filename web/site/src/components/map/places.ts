// What the map at 1 : 50 million lacks, or draws as part of a larger country. Boxes were read off the outlines of
// Natural Earth 1 : 50 million (public domain); centres are the centroids of Natural Earth 1 : 10 million (public
// domain), of Bouvet Island the position in the United Nations' list of names of places.

/** A territory with a code of its own that lies within the outline of another. */
interface Part {
  /** ISO 3166-1 numeric code of the part. */
  numeric: string;
  /** Code, or name where it has none, of the outline it is cut out of. */
  of: string;
  /** West, south, east and north, in degrees. */
  box: [number, number, number, number];
}

export const PARTS: Part[] = [
  { numeric: '254', of: '250', box: [-55, 1.5, -51, 6.5] }, // French Guiana
  { numeric: '312', of: '250', box: [-62, 15.7, -60.9, 16.7] }, // Guadeloupe
  { numeric: '474', of: '250', box: [-61.5, 14.2, -60.6, 15.1] }, // Martinique
  { numeric: '175', of: '250', box: [44.8, -13.2, 45.5, -12.4] }, // Mayotte
  { numeric: '638', of: '250', box: [55, -21.6, 56, -20.7] }, // Réunion
  { numeric: '744', of: '578', box: [10, 74, 35, 81] }, // Svalbard
  { numeric: '744', of: '578', box: [-10, 70.5, -7, 71.5] }, // Jan Mayen
  { numeric: '535', of: '528', box: [-68.7, 11.9, -68, 12.5] }, // Bonaire
  { numeric: '535', of: '528', box: [-63.5, 17.3, -62.7, 17.8] }, // Saba, Sint Eustatius
  { numeric: '772', of: '554', box: [-173, -9.7, -171, -8.3] }, // Tokelau
  { numeric: '162', of: 'Indian Ocean Ter.', box: [105, -11, 106.5, -10] }, // Christmas Island
  { numeric: '166', of: 'Indian Ocean Ter.', box: [96.5, -12.5, 97.2, -11.8] }, // Cocos (Keeling) Islands
];

/** Centres, longitude and latitude, of places that have no outline at this scale, by numeric code. */
export const CENTRES: Record<string, [number, number]> = {
  '074': [3.41, -54.43], // Bouvet Island
  '292': [-5.347, 36.13], // Gibraltar
  '581': [-158.566, 15.784], // United States Minor Outlying Islands
  '798': [178.528, -7.769], // Tuvalu
};
