using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Kernel;

/// <summary>
/// A text that must not be seen: prints as ***, and cannot be serialised by accident. It is held as bytes that stay in one place and are overwritten when it is disposed, so that it is in
/// memory no longer than it is needed (OWASP ASVS 4.0.3, 8.3.6).
/// </summary>
public sealed class Secret : IDisposable
{
    private readonly byte[] _utf8;
    private IDisposable? _made;
    private volatile bool _isOver;

    /// <summary>Holds a text; the text itself is the runtime's and goes when it collects it.</summary>
    public Secret(string value)
    {
        _utf8 = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(value), pinned: true);
        Encoding.UTF8.GetBytes(value, _utf8);
    }

    /// <summary>Holds a copy of a text in UTF-8; the caller overwrites what it copied from.</summary>
    public Secret(ReadOnlySpan<byte> utf8)
    {
        _utf8 = GC.AllocateArray<byte>(utf8.Length, pinned: true);
        utf8.CopyTo(_utf8);
    }

    /// <summary>The text in UTF-8, to be used at once and not kept.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    [JsonIgnore]
    public ReadOnlySpan<byte> Utf8
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            return _utf8;
        }
    }

    /// <summary>Whether there is nothing to hide.</summary>
    [JsonIgnore]
    public bool IsEmpty => _utf8.Length == 0;

    /// <summary>The text as the runtime's, which cannot be overwritten: only where something takes nothing else.</summary>
    public string Reveal() => Encoding.UTF8.GetString(Utf8);

    /// <summary>What is made of it once, such as a key that was parsed: kept with it, and disposed with it.</summary>
    /// <typeparam name="T">One secret makes one kind of thing.</typeparam>
    public T Once<T>(Func<Secret, T> make)
        where T : class, IDisposable
    {
        if (Volatile.Read(ref _made) is T known) return known;
        var made = make(this);
        if (Interlocked.CompareExchange(ref _made, made, null) is not T other) return made;
        made.Dispose();
        return other;
    }

    /// <inheritdoc/>
    public override string ToString() => "***";

    /// <summary>Overwrites it.</summary>
    public void Dispose()
    {
        _isOver = true;
        CryptographicOperations.ZeroMemory(_utf8);
        Interlocked.Exchange(ref _made, null)?.Dispose();
    }
}
