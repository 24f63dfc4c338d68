harbour-notice = Cuidado con la marea.
