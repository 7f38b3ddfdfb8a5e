using System.Globalization;

namespace PortfolioPlatform.Contracts;

/// <summary>How venues write themselves.</summary>
public static class VenueNames
{
    /// <summary>The name for a person.</summary>
    public static string Of(string venue) => venue switch
    {
        "huobi" => "HTX",
        _ => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(venue),
    };
}
