using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>The ids of the file's rows by ordinal: numbers kept as numbers, other texts as they are.</summary>
internal sealed class EventIds
{
    private readonly List<long> _numbers = [];
    private readonly Dictionary<int, string> _texts = [];

    /// <summary>Keeps an id and returns its ordinal, which is the event's place in the total order among equal times.</summary>
    public long Add(ReadOnlySpan<byte> id)
    {
        var plain = Utf8Parser.TryParse(id, out long number, out var used) && used == id.Length && (id.Length == 1 || id[0] != '0');
        if (!plain) _texts[_numbers.Count] = Encoding.UTF8.GetString(id);
        _numbers.Add(number);
        return _numbers.Count - 1;
    }

    /// <summary>The id as the file wrote it; <c>pool</c> for −1.</summary>
    public string this[long ordinal] => ordinal < 0 ? "pool" : _texts.TryGetValue((int)ordinal, out var text) ? text : _numbers[(int)ordinal].ToString(CultureInfo.InvariantCulture);
}
