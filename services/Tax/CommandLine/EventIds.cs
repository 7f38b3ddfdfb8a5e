using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>The ids of the file's rows by ordinal: numbers kept as numbers, other texts as they are.</summary>
internal sealed class EventIds
{
    private readonly List<long> _numbers = [];
    private readonly Dictionary<int, string> _texts = [];
    private Dictionary<string, long>? _ordinals;

    /// <summary>Number of rows.</summary>
    public int Count => _numbers.Count;

    /// <summary>Keeps an id and returns its ordinal, which is the event's place in the total order among equal times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Add(ReadOnlySpan<byte> id)
    {
        var plain = Utf8Parser.TryParse(id, out long number, out var used) && used == id.Length && (id.Length == 1 || id[0] is not ((byte)'0' or (byte)'+' or (byte)'-'));
        if (!plain) _texts[_numbers.Count] = Encoding.UTF8.GetString(id);
        _numbers.Add(number);
        _ordinals = null;
        return _numbers.Count - 1;
    }

    /// <summary>Keeps an id of another set under the next ordinal.</summary>
    public long AddFrom(EventIds other, long ordinal)
    {
        if (other._texts.TryGetValue((int)ordinal, out var text)) _texts[_numbers.Count] = text;
        _numbers.Add(other._numbers[(int)ordinal]);
        _ordinals = null;
        return _numbers.Count - 1;
    }

    /// <summary>The id as the file wrote it; <c>pool</c> for −1.</summary>
    public string this[long ordinal] => ordinal < 0 ? "pool" : _texts.TryGetValue((int)ordinal, out var text) ? text : _numbers[(int)ordinal].ToString(CultureInfo.InvariantCulture);

    /// <summary>The id when it is no plain number; null when it is.</summary>
    public string? TextOf(long ordinal) => _texts.Count == 0 ? null : _texts.GetValueOrDefault((int)ordinal);

    /// <summary>The id when it is a plain number.</summary>
    public long NumberOf(long ordinal) => _numbers[(int)ordinal];

    /// <summary>The ordinal of an id; null when no row has it.</summary>
    public long? Find(string id)
    {
        _ordinals ??= Enumerable.Range(0, _numbers.Count).GroupBy(n => this[n], StringComparer.Ordinal).ToDictionary(g => g.Key, g => (long)g.First(), StringComparer.Ordinal);
        return _ordinals.TryGetValue(id, out var ordinal) ? ordinal : null;
    }

    /// <summary>Whether an id is one of another set.</summary>
    public bool IsSame(long ordinal, EventIds other, long otherOrdinal)
    {
        var mine = _texts.GetValueOrDefault((int)ordinal);
        var theirs = other._texts.GetValueOrDefault((int)otherOrdinal);
        return mine is null || theirs is null ? mine is null && theirs is null && _numbers[(int)ordinal] == other._numbers[(int)otherOrdinal] : string.Equals(mine, theirs, StringComparison.Ordinal);
    }

    /// <summary>The order of two ids, whatever their places in the file: numbers first, by value; then texts.</summary>
    public int Compare(long a, long b)
    {
        var left = _texts.GetValueOrDefault((int)a);
        var right = _texts.GetValueOrDefault((int)b);
        if (left is null && right is null) return _numbers[(int)a].CompareTo(_numbers[(int)b]);
        return left is null ? -1 : right is null ? 1 : string.CompareOrdinal(left, right);
    }
}
