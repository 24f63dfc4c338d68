harbour-notice = Mind the tide.
