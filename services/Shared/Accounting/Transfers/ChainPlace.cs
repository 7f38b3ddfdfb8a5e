namespace PortfolioPlatform.Accounting.Transfers;

/// <summary>A place on a chain: a transaction, and in it an output or a log entry, because one transaction can pay many.</summary>
/// <param name="Hash">The transaction, without the prefix of its notation, in lower case.</param>
/// <param name="Index">Which output or log entry; null where that is not told.</param>
internal readonly record struct ChainPlace(string Hash, uint? Index)
{
    /// <summary>Reads a hash as venues tell it, with or without <c>0x</c>, and with or without an index behind a colon or a number sign.</summary>
    public static ChainPlace Of(string told)
    {
        var bare = (told.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? told[2..] : told).ToLowerInvariant();
        var cut = bare.LastIndexOfAny([':', '#']);
        return cut > 0 && uint.TryParse(bare.AsSpan(cut + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index) ? new(bare[..cut], index) : new(bare, null);
    }

    /// <summary>Whether both can be the same: one that tells no index can be any of its transaction.</summary>
    public bool CanBe(ChainPlace other) => Hash == other.Hash && (Index is null || other.Index is null || Index == other.Index);
}
