// The part of Leaflet 1.9.3 that the map uses, its private parts included where we build on them.

declare namespace Leaflet {
  interface Pixel {
    x: number;
    y: number;
  }
  interface LatLng {
    lat: number;
    lng: number;
  }
  type Place = LatLng | Point | number[];
  interface Bounds {
    contains(at: LatLng | Bounds): boolean;
    intersects(other: Bounds): boolean;
    isValid(): boolean;
    extend(other: Bounds | Place): Bounds;
    pad(ratio: number): Bounds;
    getCenter(): LatLng;
  }
  interface Layer {
    addTo(map: Map): this;
    remove(): this;
    on(kinds: string, hear: (event: Heard) => void): this;
    getElement(): HTMLElement | undefined;
  }
  /** What a layer tells of a click or a movement of the pointer. */
  type Heard = Event & { latlng: LatLng };
  interface Path extends Layer {
    options: Record<string, unknown>;
    setStyle(look: object): this;
    bringToFront(): this;
    bringToBack(): this;
    getBounds(): Bounds;
  }
  /** A line of ours: `offset_polyline.js`. */
  interface Polyline extends Path {
    _update(): void;
  }
  interface Circle extends Path {
    getRadius(): number;
  }
  interface Marker extends Layer {
    getLatLng(): LatLng;
  }
  interface Tooltip extends Layer {
    setLatLng(place: LatLng): this;
    setContent(words: HTMLElement): this;
  }
  interface Renderer extends Layer {
    _container: SVGElement;
  }
  interface Map {
    [member: string]: any;
    getCenter(): LatLng;
    getZoom(): number;
    getSize(): Pixel;
    getPixelOrigin(): Pixel;
    getContainer(): HTMLElement;
    createPane(name: string): HTMLElement;
    project(place: Place, zoom: number): Pixel;
  }
}

interface Window {
  L: any;
  /** What tests may ask: `inspection.js` and `small_map.js`. */
  atlas: object;
  smallMap: object;
  Streamlit: {
    setComponentValue(value: object): void;
    events: EventTarget;
  };
  MutationObserver: typeof MutationObserver;
}
