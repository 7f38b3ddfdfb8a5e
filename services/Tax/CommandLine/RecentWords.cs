using System.Runtime.CompilerServices;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Words of a file that were read lately, found again by their bytes: a file has few venues and assets, and names them on every line.</summary>
internal sealed class RecentWords<T>
{
    private const int Places = 256;

    private readonly (byte[]? Bytes, T Word)[] _places = new (byte[]?, T)[Places];

    /// <summary>The word of these bytes; <paramref name="read"/> makes it where it was not seen lately.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Of(ReadOnlySpan<byte> bytes, Func<ReadOnlySpan<byte>, T> read)
    {
        ref var place = ref _places[Place(bytes)];
        if (place.Bytes is { } known && bytes.SequenceEqual(known)) return place.Word;
        place = (bytes.ToArray(), read(bytes));
        return place.Word;
    }

    private static int Place(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return 0;
        var place = (bytes[0] * 31) + (bytes[^1] * 131) + bytes.Length;
        if (bytes.Length > 1) place += bytes[^2] * 37;
        return place & (Places - 1);
    }
}
