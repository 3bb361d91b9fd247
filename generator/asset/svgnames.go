package asset

import "strings"

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
	xhtmlSpace = "http://www.w3.org/1999/xhtml"
)

// words makes a set of the words in lists.
func words(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			set[w] = true
		}
	}
	return set
}

var (
	// drawn are the elements that put something on the canvas by themselves.
	drawn = words("path rect circle ellipse line polyline polygon text use image")

	// waiting are the elements whose content is drawn where something refers to them.
	waiting = words("defs symbol clipPath mask marker pattern")

	// allowed are all elements that a cleaned file may have.
	allowed = words(`svg g defs symbol switch title desc style tspan textPath
		linearGradient radialGradient stop pattern clipPath mask marker filter
		feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
		feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
		feSpecularLighting feSpotLight feTile feTurbulence`,
		"path rect circle ellipse line polyline polygon text use image")

	// quiet are elements of SVG that draw nothing, so that nobody misses them.
	quiet = words("metadata view cursor font font-face glyph missing-glyph hkern vkern color-profile solidcolor mpath")

	// textual are the elements whose character data is drawn.
	textual = words("text tspan textPath")

	// linking are the elements whose href, to a part of the same file, means something that is harmless.
	linking = words("use textPath linearGradient radialGradient pattern filter")

	// plain are attributes that no browser reads as CSS or as an address.
	plain = words(`id class lang role tabindex focusable version viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr
		d points pathLength offset gradientUnits spreadMethod patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits
		markerUnits markerWidth markerHeight refX refY orient dx dy rotate textLength lengthAdjust startOffset method spacing side
		filterUnits primitiveUnits in in2 result mode values type operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY
		edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent kernelUnitLength scale xChannelSelector
		yChannelSelector azimuth elevation z pointsAtX pointsAtY pointsAtZ limitingConeAngle stdDeviation radius baseFrequency
		numOctaves seed stitchTiles tableValues slope intercept amplitude exponent requiredExtensions requiredFeatures systemLanguage`)

	// styling are the properties that a file may set. As attributes and in a style sheet their values are CSS and pass its filter.
	styling = words(`fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
		stroke-dasharray stroke-dashoffset paint-order vector-effect opacity color color-interpolation color-interpolation-filters
		color-rendering shape-rendering text-rendering image-rendering display visibility overflow clip clip-path clip-rule mask
		mask-type mask-mode filter flood-color flood-opacity lighting-color stop-color stop-opacity marker marker-start marker-mid
		marker-end font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight font-kerning
		font-feature-settings font-variation-settings font-variant-caps font-variant-numeric font-variant-ligatures
		font-variant-east-asian font-variant-position font-variant-alternates
		letter-spacing word-spacing text-anchor text-decoration text-align text-indent text-transform text-overflow text-orientation
		line-height white-space word-wrap direction unicode-bidi writing-mode dominant-baseline alignment-baseline baseline-shift
		translate scale rotate text-decoration-line text-decoration-style text-decoration-color
		gradientTransform patternTransform glyph-orientation-vertical glyph-orientation-horizontal kerning pointer-events transform transform-origin transform-box
		mix-blend-mode isolation solid-color solid-opacity background background-color color-scheme forced-color-adjust`)

	// geometry are properties as well, but as attributes they are plain.
	geometry = words("x y cx cy r rx ry width height d max-width max-height")

	// functions may be called in a value. url( is not here: the filter knows it by itself.
	functions = words(`rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark calc min max clamp
		matrix matrix3d translate translatex translatey rotate scale scalex scaley skew skewx skewy
		blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
		polygon circle ellipse inset path rect xywh icc-color`)

	// selecting are functions in selectors.
	selecting = words("not is where nth-child nth-last-child nth-of-type nth-last-of-type lang")

	// voidOfMeaning are properties that editors write and no browser reads.
	voidOfMeaning = words("enable-background block-progression shape-inside shape-padding inline-size")
)
