namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Moves a <see cref="WindowCursor"/>. Pure: the instant is an argument. Windows share their borders, so rows on a border come twice and are told apart by id.</summary>
public static class WindowWalk
{
    /// <summary>The cursor with the next window opened, where none is under way.</summary>
    public static WindowCursor Open(WindowCursor cursor, WindowRules rules, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        if (cursor.Top == 0) return Back(cursor with { Top = at, To = at }, rules);
        if (!cursor.IsDone || cursor.Goal != 0) return cursor;
        var from = Math.Max(Floor(rules), cursor.Top - Length(rules.Overlap));
        return cursor with { Goal = at, From = from, To = Math.Min(at, from + Length(rules.Window)), Offset = 0 };
    }

    /// <summary>The call an opened cursor asks for.</summary>
    public static WindowCall Call(WindowCursor cursor) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(cursor.From), DateTimeOffset.FromUnixTimeMilliseconds(cursor.To), cursor.Offset);

    /// <summary>Whether the page must be thrown away and asked again in halves, because it is full and the endpoint has no offset.</summary>
    public static bool MustSplit(WindowCursor cursor, WindowRules rules, int rows) => !rules.HasOffset && rows >= rules.PageSize && cursor.To - cursor.From > 1;

    /// <summary>The cursor with its window halved: the newer half going back, the older half going forward.</summary>
    public static WindowCursor Split(WindowCursor cursor)
    {
        var middle = cursor.From + ((cursor.To - cursor.From) / 2);
        return cursor.IsDone ? cursor with { To = middle } : cursor with { From = middle };
    }

    /// <summary>The cursor once a page with so many rows is committed.</summary>
    public static WindowCursor After(WindowCursor cursor, WindowRules rules, int rows)
    {
        var counted = cursor with { Count = cursor.Count + (cursor.IsDone ? 0 : rows) };
        if (rules.HasOffset && rows >= rules.PageSize) return counted with { Offset = cursor.Offset + rows };
        return cursor.IsDone ? Forward(counted, rules) : Back(counted with { To = cursor.From, Offset = 0 }, rules);
    }

    /// <summary>Whether nothing newer is known.</summary>
    public static bool IsCaughtUp(WindowCursor cursor) => cursor.IsDone && cursor.Goal == 0;

    /// <summary>Rows the stream holds: what was counted when complete, else that scaled up by the part of the time already walked.</summary>
    public static long? Expected(WindowCursor cursor, WindowRules rules)
    {
        if (cursor.IsDone) return cursor.Count;
        var (walked, whole) = (cursor.Top - cursor.To, cursor.Top - Floor(rules));
        return walked <= 0 ? null : cursor.Count + (long)Math.Min(cursor.Count, (decimal)cursor.Count * (whole - walked) / whole);
    }

    private static WindowCursor Back(WindowCursor cursor, WindowRules rules)
    {
        if (cursor.To <= Floor(rules)) return cursor with { IsDone = true, From = 0, To = 0 };
        return cursor with { From = Math.Max(Floor(rules), cursor.To - Length(rules.Window)), Offset = 0 };
    }

    private static WindowCursor Forward(WindowCursor cursor, WindowRules rules)
    {
        if (cursor.To >= cursor.Goal) return cursor with { Top = cursor.Goal, Goal = 0, From = 0, To = 0, Offset = 0 };
        return cursor with { From = cursor.To, To = Math.Min(cursor.Goal, cursor.To + Length(rules.Window)), Offset = 0 };
    }

    private static long Floor(WindowRules rules) => rules.Floor.ToUnixTimeMilliseconds();

    private static long Length(TimeSpan span) => (long)span.TotalMilliseconds;
}
