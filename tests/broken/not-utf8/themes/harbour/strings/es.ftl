harbour-notice = Atención a la marea.
